"""Reads what the program wrote with the tools that people read it with. Run by .ci/formats, which makes the files.

usage: check.py FOLDER
"""

import collections
import csv
import json
import pathlib
import re
import sys
import unittest
import warnings

FOLDER = pathlib.Path(sys.argv.pop(1))


def documents():
    return [json.loads(line) for line in (FOLDER / "documents.ndjson").read_text(encoding="utf-8").split("\n") if line]


def rows(name):
    with open(FOLDER / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def surface(document, span):
    return document["text"].encode()[span["start"]:span["end"]].decode()


class Json(unittest.TestCase):
    def test_schema(self):
        import jsonschema
        schema = json.loads((FOLDER / "schema.json").read_text())
        jsonschema.Draft202012Validator.check_schema(schema)
        validator = jsonschema.Draft202012Validator(schema)
        read = documents() + json.loads((FOLDER / "documents.json").read_text())
        self.assertGreater(len(read), 8)
        for document in read:
            validator.validate(document)
        # A schema that lets anything pass would pass too.
        for key in schema["required"]:
            broken = {name: value for name, value in read[0].items() if name != key}
            self.assertFalse(validator.is_valid(broken), key)
        broken = json.loads(json.dumps(read[0]))
        broken["relations"][0]["polarity"] = "perhaps"
        self.assertFalse(validator.is_valid(broken))

    def test_json_is_ndjson(self):
        self.assertEqual(documents(), json.loads((FOLDER / "documents.json").read_text()))


class Csv(unittest.TestCase):
    def test_every_relation_is_a_row(self):
        found = rows("relations.csv")
        relations = [(document, relation) for document in documents() for relation in document["relations"]]
        self.assertEqual(len(found), len(relations))
        for row, (document, relation) in zip(found, relations):
            self.assertEqual(row["kind"], relation["kind"])
            self.assertEqual(row["sentence"], surface(document, document["sentences"][relation["evidence"]["sentence"]]))

    def test_every_event_is_a_row(self):
        states = {"leads", "works_for", "member_of", "part_of", "based_in", "from", "family_of"}
        found = rows("events.csv")
        events = [(document, r) for document in documents() for r in document["relations"] if r["kind"] not in states]
        self.assertEqual(len(found), len(events))
        for row, (document, event) in zip(found, events):
            self.assertEqual(row["date"], event["when"] or document["published"] or "")
            self.assertEqual(row["source"], document["entities"][event["subject"]]["name"])
            self.assertEqual(row["target"], document["entities"][event["object"]]["name"])
            self.assertEqual(row["root"], event["plover"] or "")


class Graphs(unittest.TestCase):
    def check(self, graph, links):
        self.assertEqual(graph.number_of_edges(), links)
        for _, data in graph.nodes(data=True):
            self.assertIn(data["type"], {"PERSON", "ORGANIZATION", "PLACE", "MISC"})
            self.assertTrue(data["label"])
        for _, _, data in graph.edges(data=True):
            self.assertGreaterEqual(data["weight"], data["documents"])
            self.assertIsInstance(data["symmetric"], bool)
            self.assertTrue(data["sentence"])

    def test_graphml(self):
        import networkx
        network = json.loads((FOLDER / "network.json").read_text())
        self.assertGreater(len(network["links"]), 5)
        self.check(networkx.read_graphml(FOLDER / "network.graphml", force_multigraph=True), len(network["links"]))
        whole = networkx.read_graphml(FOLDER / "documents.graphml", force_multigraph=True)
        self.assertGreaterEqual(whole.number_of_edges(), len(network["links"]))

    def test_network_counts(self):
        network = json.loads((FOLDER / "network.json").read_text())
        stated = [r for d in documents() for r in d["relations"] if (r["polarity"], r["modality"]) == ("affirmed", "actual")]
        self.assertEqual(sum(len(link["statements"]) for link in network["links"]), len(stated))
        texts = documents()
        for link in network["links"]:
            for statement in link["statements"]:
                self.assertEqual(surface(texts[statement["document"]], statement), statement["sentence"])
        self.assertEqual([int(row["statements"]) for row in rows("network.csv")], [len(link["statements"]) for link in network["links"]])


class LinkedData(unittest.TestCase):
    def graph(self, name, form):
        import rdflib
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            # rdflib warns of its own inside.
            warnings.simplefilter("ignore", DeprecationWarning)
            return rdflib.Graph().parse(FOLDER / name, format=form)

    def test_turtle_and_json_ld_say_the_same(self):
        from rdflib.compare import isomorphic
        for name in ["documents", "network"]:
            turtle, json_ld = self.graph(f"{name}.ttl", "turtle"), self.graph(f"{name}.jsonld", "json-ld")
            self.assertGreater(len(turtle), 100)
            self.assertTrue(isomorphic(turtle, json_ld), name)

    def test_questions_are_answered(self):
        graph = self.graph("documents.ttl", "turtle")
        answer = graph.query("""
            PREFIX sem: <http://semanticweb.cs.vu.nl/2009/11/sem/> PREFIX schema: <https://schema.org/>
            PREFIX nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#> PREFIX prov: <http://www.w3.org/ns/prov#>
            PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
            SELECT ?name ?begin ?anchor ?text WHERE {
              ?event a sem:Event ; sem:hasActor ?actor ; prov:wasDerivedFrom ?sentence . ?actor a schema:Person ; schema:name ?name .
              ?sentence nif:beginIndex ?begin ; nif:anchorOf ?anchor ; nif:referenceContext/nif:isString ?text . }""")
        names = {str(row.name) for row in answer}
        self.assertIn("Aino Kallasvuo", names)
        for row in answer:
            begin = int(row.begin)
            self.assertEqual(str(row.text)[begin:begin + len(row.anchor)], str(row.anchor))

    def test_every_relation_is_a_statement(self):
        from rdflib import RDF
        graph = self.graph("documents.ttl", "turtle")
        relations = sum(len(document["relations"]) for document in documents())
        self.assertEqual(len(set(graph.subjects(RDF.type, RDF.Statement))), relations)


class Brat(unittest.TestCase):
    """brat's own reader is no package: another reader of its files, and the rules of its manual."""

    def test_pybrat_reads_the_same_mentions_and_events(self):
        from pybrat.parser import BratParser
        # Its strict mode forbids two annotations of one stretch, which brat allows; what it skips else is found by counting.
        read = BratParser(error="ignore").parse(str(FOLDER / "brat"))
        self.assertEqual(len(read), len(documents()))
        mentions, found = collections.Counter(), collections.Counter()
        for document in documents():
            for mention in document["mentions"]:
                mentions[mention["type"].capitalize(), " ".join(mention["text"].split())] += 1
            for relation in document["relations"]:
                roles = 2 + sum(relation.get(role) is not None for role in ("when", "where", "source"))
                found[relation["kind"], roles] += 1
        types = {"Person", "Organization", "Place", "Misc"}
        bound = collections.Counter((it.type, " ".join(it.mention.split())) for each in read for it in each.entities if it.type in types)
        self.assertEqual(bound, mentions)
        events = [event for each in read for event in each.events]
        self.assertEqual(collections.Counter((it.type, len(it.arguments)) for it in events), found)
        for event in events:
            self.assertEqual(event.trigger.type, event.type)
            self.assertLessEqual({argument.type for argument in event.arguments[:2]}, types)

    def test_positions_fit_the_text(self):
        files = sorted((FOLDER / "brat").glob("*.ann"))
        self.assertEqual(len(files), len(documents()))
        events = 0
        for file in files:
            with open(file.with_suffix(".txt"), encoding="utf-8", newline="") as text:
                text = text.read()
            bound, lines = {}, file.read_text(encoding="utf-8").split("\n")
            for line in filter(None, lines):
                if line[0] == "T":
                    number, middle, words = line.split("\t")
                    kind, positions = middle.split(" ", 1)
                    parts = [tuple(map(int, part.split())) for part in positions.split(";")]
                    self.assertEqual(" ".join(text[start:end] for start, end in parts), words, line)
                    self.assertNotIn(number, bound)
                    bound[number] = kind
            for line in filter(None, lines):
                if line[0] == "E":
                    events += 1
                    trigger, *roles = line.split("\t")[1].split(" ")
                    kind, number = trigger.split(":")
                    self.assertEqual(bound[number], kind)
                    for role in roles:
                        self.assertIn(role.split(":")[1], bound)
                self.assertRegex(line, r"^(T\d+\t|E\d+\t|A\d+\t(Negated|Modality) E\d+|#\d+\tAnnotatorNotes T\d+\t|\*\tEquiv T\d+)")
        self.assertEqual(events, sum(len(document["relations"]) for document in documents()))

    def test_the_configuration_names_every_kind(self):
        conf = (FOLDER / "brat" / "annotation.conf").read_text()
        for kind in {relation["kind"] for document in documents() for relation in document["relations"]}:
            self.assertRegex(conf, rf"(?m)^{re.escape(kind)}\t")


class Conllu(unittest.TestCase):
    def test_conllu_reads_it(self):
        import conllu
        sentences = conllu.parse((FOLDER / "documents.conllu").read_text(encoding="utf-8"))
        self.assertEqual(len(sentences), sum(len(document["sentences"]) for document in documents()))
        for sentence in sentences:
            self.assertEqual(sum(token["head"] == 0 for token in sentence), 1, sentence.metadata["text"])
            sentence.to_tree()

    def test_udapi_reads_entities_as_corefud(self):
        from udapi.core.document import Document
        read = Document()
        read.load_conllu(str(FOLDER / "documents.conllu"))
        mentions = [mention for entity in read.coref_entities for mention in entity.mentions]
        expected = 0
        for document in documents():
            places = {(m["start"], m["end"], m["entity"]) for m in document["mentions"]}
            expected += len(places)
        self.assertEqual(len(mentions), expected)
        kinds = {entity.etype for entity in read.coref_entities}
        self.assertLessEqual(kinds, {"person", "organization", "place", "misc"})
        self.assertIn("person", kinds)


if __name__ == "__main__":
    unittest.main(verbosity=2)
