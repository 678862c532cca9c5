"""The demo world: an invented directory that says everything the model can say. How it is made is told in docs/demo.md.

The data are TOML files under data/; a module here brings each sort of them into rows, and building.py keeps these by the actions.
"""
