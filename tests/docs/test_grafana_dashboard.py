"""The dashboard in docs/deploy asks for metrics and labels that /metrics has; the documents name every metric."""

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from prometheus_client import CollectorRegistry

from ostiary.web.metrics import Metrics

DOCS = Path(__file__).parents[2] / "docs"
FROM_PROMETHEUS = {"job", "instance", "le"}
SUFFIXES = {"counter": ("_total",), "histogram": ("_bucket", "_count", "_sum"), "gauge": ("",)}


def labels_of_metrics() -> dict[str, set[str]]:
    """Every name that a query may use, with its labels."""
    registry: CollectorRegistry = Metrics()._registry
    known = {}
    collectors: Iterable[Any] = registry._collector_to_names
    for collector in collectors:
        (family,) = collector.describe()
        for suffix in SUFFIXES[family.type]:
            known[family.name + suffix] = {*getattr(collector, "_labelnames", ())}
    return known


def queries() -> Iterator[str]:
    dashboard: dict[str, Any] = json.loads((DOCS / "deploy" / "grafana-dashboard.json").read_text("utf-8"))
    for panel in dashboard["panels"]:
        yield from (target["expr"] for target in panel.get("targets", ()))
    yield from (each["query"]["query"] for each in dashboard["templating"]["list"] if each["type"] == "query")


def test_each_metric_and_label_of_the_dashboard_exists() -> None:
    known = labels_of_metrics()
    for query in queries():
        names = re.findall(r"ostiary_\w+", query)
        labels = set(re.findall(r"(\w+)=~?\"", query))
        labels |= {label.strip() for listed in re.findall(r"by \(([^)]*)\)", query) for label in listed.split(",")}
        assert names
        assert labels - FROM_PROMETHEUS <= set.union(*(known[name] for name in names)), query


def test_the_dashboard_shows_every_metric_but_the_counts_of_its_histograms() -> None:
    shown = {name for query in queries() for name in re.findall(r"ostiary_\w+", query)}
    assert {name for name in labels_of_metrics() if not name.endswith(("_seconds_count", "_seconds_sum"))} == shown


def test_the_operators_table_names_every_metric() -> None:
    text = (DOCS / "operations.md").read_text("utf-8")
    families = {re.sub(r"_(bucket|count|sum)$", "", name) for name in labels_of_metrics()}
    assert {name for name in families if f"`{name}" not in text} == set()
