"""What partners agreed on and did together: confidentiality, standing authorisations, joint activities."""
