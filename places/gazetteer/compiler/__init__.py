"""How the shipped gazetteer is made of GeoNames data and of what we know better. Run by a maintainer, once a year or so."""
