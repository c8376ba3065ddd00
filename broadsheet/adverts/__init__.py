"""Ad places, house and directly sold advertisements, third parties after consent."""
