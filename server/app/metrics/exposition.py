"""The figures in Prometheus' text format."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from prometheus_client import CollectorRegistry, ProcessCollector, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily, Metric
from prometheus_client.registry import Collector
from prometheus_client.utils import floatToGoString

from server.app.metrics.catalog import FIGURES, PREFIX
from server.app.metrics.figure import Figure, Reading
from server.app.metrics.measured import Measured
from server.terms.figures import Spread


class Exposition(Collector):
    """Reads every figure when it is asked, never before."""

    def __init__(self, measured: Measured) -> None:
        self._measured = measured
        self._registry = CollectorRegistry(auto_describe=False)
        self._registry.register(self)
        ProcessCollector(registry=self._registry)

    def collect(self) -> Iterator[Metric]:
        """Each figure as Prometheus' client knows it."""
        for figure in FIGURES:
            yield family(figure, figure.read(self._measured))

    def text(self) -> bytes:
        """The whole answer to a scrape."""
        return generate_latest(self._registry)


def family(figure: Figure, readings: Iterable[Reading]) -> Metric:
    """One figure with its readings."""
    name = PREFIX + figure.name
    match figure.kind:
        case "counter":
            counter = CounterMetricFamily(name.removesuffix("_total"), figure.meaning, labels=figure.labels)
            for labels, value in readings:
                counter.add_metric(labels, _number(value))
            return counter
        case "gauge":
            gauge = GaugeMetricFamily(name, figure.meaning, labels=figure.labels)
            for labels, value in readings:
                gauge.add_metric(labels, _number(value))
            return gauge
        case "histogram":
            histogram = HistogramMetricFamily(name, figure.meaning, labels=figure.labels)
            for labels, value in readings:
                if not isinstance(value, Spread):
                    raise TypeError(f"{name} is not spread")
                histogram.add_metric(labels, _buckets(value), value.total)
            return histogram


def _buckets(spread: Spread) -> Sequence[tuple[str, float]]:
    bounds = [*map(floatToGoString, spread.bounds), "+Inf"]
    return list(zip(bounds, accumulate(spread.counts), strict=True))


def _number(value: float | Spread) -> float:
    if isinstance(value, Spread):
        raise TypeError("a histogram's reading for something else")
    return float(value)
