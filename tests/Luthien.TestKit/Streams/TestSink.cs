using Luthien.Streams;

namespace Luthien.TestKit.Streams;

/// <summary>Sinks that a test reads by hand.</summary>
public static class TestSink
{
    /// <summary>A sink that materialises its probe: one for each run. It takes an element only when asked to.</summary>
    public static Sink<T, TestSinkProbe<T>> Probe<T>() =>
        Sink.FromStage<T, TestSinkProbe<T>>(() =>
        {
            var probe = new TestSinkProbe<T>();
            return (probe.Stage, probe);
        });
}
