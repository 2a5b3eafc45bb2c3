"""The names of the graph: namespaces, and which standard classes stand beside our own. No triples are made here.

What each term means is in `ontology/kg.ttl`; a test compares the two.
"""

KG = "https://w3id.org/newskg/ontology#"
BASE = "https://w3id.org/newskg/id/"

PREFIXES = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "id": BASE,
    "kg": KG,
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "time": "http://www.w3.org/2006/time#",
    "void": "http://rdfs.org/ns/void#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

_PLACE = ("schema:AdministrativeArea",)
BESIDE = {  # our class -> the standard classes that every entity of it also has
    "Person": ("schema:Person",),
    "Enterprise": ("schema:Corporation", "org:FormalOrganization"),
    "GovernmentBody": ("schema:GovernmentOrganization", "org:FormalOrganization"),
    "Organization": ("schema:Organization", "org:Organization"),
    "Province": _PLACE,
    "Prefecture": _PLACE,
    "County": _PLACE,
    "Township": _PLACE,
    "Village": _PLACE,
    "Place": ("schema:Place",),
    "Program": ("schema:Project",),
    "Initiative": ("schema:Project",),
    "Event": ("schema:Event",),
    "PolicyDocument": ("schema:CreativeWork",),
    "Product": ("schema:Product",),
    "Industry": ("skos:Concept",),
}
DIVISION_TABLE = "source/divisions-2023-06-30"  # the only source of claims that no article states


def expand(name: str) -> str:
    """`kg:Claim` -> the full IRI."""
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local


def shorten(iri: str) -> str:
    """A full IRI -> `kg:Claim` where a prefix fits, the longest first; otherwise the IRI itself."""
    for prefix, space in sorted(PREFIXES.items(), key=lambda item: -len(item[1])):
        if iri.startswith(space):
            return f"{prefix}:{iri[len(space) :]}"
    return iri
