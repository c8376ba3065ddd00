"""Small readers of a newspaper's conventions: times, bylines, credits, datelines, agencies.

Pure functions over text, shared by every import format. None knows a particular paper; what is
data (agencies, months, zones, places) lies in the ``.toml`` files beside the modules.
"""
