using Luthien.Streams;

namespace Luthien.TestKit.Streams;

/// <summary>Sources that a test feeds by hand.</summary>
public static class TestSource
{
    /// <summary>A source that materialises its probe: one for each run.</summary>
    public static Source<T, TestSourceProbe<T>> Probe<T>() =>
        Source.Create<T, TestSourceProbe<T>>(() =>
        {
            var probe = new TestSourceProbe<T>();
            return (probe.Loop, probe);
        });
}
