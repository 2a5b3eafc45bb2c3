"""newskg: from pages of local newspapers in Chinese to a knowledge graph in which every fact shows its sentence."""

__version__ = "0.1.0"
