namespace LuthienProxy.Benchmarks.Live;

/// <summary>One measurement with one audience.</summary>
sealed record ActivityFigures
{
    /// <summary>How long each call took, in milliseconds, sorted.</summary>
    public required double[] Latencies { get; init; }

    /// <summary>The same of calls that went to the upstream itself meanwhile.</summary>
    public required double[] Direct { get; init; }

    /// <summary>Cores that the gateway kept busy.</summary>
    public required double Cpu { get; init; }

    /// <summary>The gateway's working set at the end.</summary>
    public required double Mebibytes { get; init; }

    public required double Seconds { get; init; }

    /// <summary>What a page saw meanwhile; null without one.</summary>
    public required PageFigures? Page { get; init; }

    /// <summary>What the gateway adds to a call at p99, in milliseconds.</summary>
    public double Added => At(Latencies, 0.99) - At(Direct, 0.99);

    public static double At(double[] sorted, double share) => sorted[(int)(share * (sorted.Length - 1))];
}
