"""The directory: agencies, their roles, units, competences and contact points, with their dates."""
