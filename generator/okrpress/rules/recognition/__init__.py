"""Recognition 认可: OKR8xx."""
