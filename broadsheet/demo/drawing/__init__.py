"""The demo's pictures, printed by code: plates are cut, inked and pulled one over the other."""
