"""The acts of those who write and of those who moderate, one file a purpose."""
