"""Films and sounds of the paper's own: uploaded, credited, captioned, served by itself."""
