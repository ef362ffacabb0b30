"""What readers are told, each thing once, by the way they chose."""
