package dev.cairn.worker.metrics;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.worker.protocol.FrameType;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/**
 * Makes meters of the measurements on request only: most workers are never asked for them, and
 * should not pay for them when they start.
 */
public final class MetricsReport {

    private final Measurements measurements;
    private final Supplier<DatabaseGauges> gauges;

    /** Makes a report of these measurements. */
    public MetricsReport(Measurements measurements, Supplier<DatabaseGauges> gauges) {
        this.measurements = measurements;
        this.gauges = gauges;
    }

    /** Returns all values by name, tag and statistic; times are in seconds. */
    public Map<String, Double> values() {
        MeterRegistry registry = new SimpleMeterRegistry();
        try {
            bind(registry);
            Map<String, Double> values = new TreeMap<>();
            for (Meter meter : registry.getMeters()) {
                for (Measurement measurement : meter.measure()) {
                    if (measurement.getValue() != 0) {
                        values.put(name(meter, measurement), measurement.getValue());
                    }
                }
            }
            return values;
        } finally {
            registry.close();
        }
    }

    private static String name(Meter meter, Measurement measurement) {
        StringBuilder name = new StringBuilder(meter.getId().getName());
        meter.getId().getTags().forEach(tag -> name.append('.').append(tag.getValue()));
        return name.append('.')
                .append(measurement.getStatistic().name().toLowerCase(Locale.ROOT))
                .toString();
    }

    /** Returns all values as Prometheus reads them. */
    public String prometheus() {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        try {
            bind(registry);
            return registry.scrape();
        } finally {
            registry.close();
        }
    }

    private void bind(MeterRegistry registry) {
        for (FrameType type : FrameType.values()) {
            if (measurements.requests(type).count() > 0) {
                timer(registry, "cairn.worker.requests", measurements.requests(type), type.name());
            }
        }
        for (DatabaseErrorCode code : DatabaseErrorCode.values()) {
            Amounts errors = measurements.errors(code);
            if (errors.count() > 0) {
                FunctionCounter.builder("cairn.worker.errors", errors, Amounts::count)
                        .tag("code", code.name())
                        .register(registry);
            }
        }
        timer(registry, "cairn.worker.lock.wait", measurements.lockWaits(), "");
        timer(registry, "cairn.worker.lock.hold", measurements.lockHolds(), "");
        Amounts groups = measurements.groupSizes();
        FunctionCounter.builder("cairn.worker.groups", groups, Amounts::count).register(registry);
        FunctionCounter.builder("cairn.worker.grouped.writes", groups, Amounts::total)
                .register(registry);
        gauge(registry, "cairn.worker.group.largest", _ -> groups.most(), "");
        bindGauges(registry);
    }

    private void bindGauges(MeterRegistry registry) {
        DatabaseGauges now = gauges.get();
        gauge(registry, "cairn.worker.sessions", _ -> now.sessions(), "");
        gauge(registry, "cairn.worker.waiting.writers", _ -> now.waitingWriters(), "");
        gauge(registry, "cairn.database.pages", _ -> now.pages(), "");
        gauge(registry, "cairn.database.free.pages", _ -> now.freePages(), "");
        gauge(registry, "cairn.database.page.size", _ -> now.pageBytes(), BaseUnits.BYTES);
        gauge(registry, "cairn.database.wal", _ -> now.logBytes(), BaseUnits.BYTES);
    }

    private static void timer(MeterRegistry registry, String name, Amounts amounts, String type) {
        FunctionTimer.Builder<Amounts> builder =
                FunctionTimer.builder(
                        name, amounts, Amounts::count, Amounts::total, TimeUnit.NANOSECONDS);
        if (!type.isEmpty()) {
            builder.tag("type", type.toLowerCase(Locale.ROOT));
        }
        builder.register(registry);
        Gauge.Builder<Amounts> most =
                Gauge.builder(name + ".max", amounts, a -> a.most() / 1e9).baseUnit("seconds");
        if (!type.isEmpty()) {
            most.tag("type", type.toLowerCase(Locale.ROOT));
        }
        most.register(registry);
    }

    private void gauge(
            MeterRegistry registry,
            String name,
            ToDoubleFunction<MetricsReport> value,
            String unit) {
        Gauge.Builder<MetricsReport> builder = Gauge.builder(name, this, value);
        if (!unit.isEmpty()) {
            builder.baseUnit(unit);
        }
        builder.register(registry);
    }
}
