"""The story editor's help: findings and suggestions while somebody writes."""
