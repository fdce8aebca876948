using LuthienProxy.LoadTest.Plans;

namespace LuthienProxy.LoadTest.Commands;

/// <summary>What the command line says.</summary>
sealed record RunSettings
{
    /// <summary>What is to be done.</summary>
    public required LoadPlan Plan { get; init; }

    /// <summary>The target's base URL; null where the run starts the gateway, or goes straight to the upstream.</summary>
    public Uri? Url { get; init; }

    /// <summary>The gateway to start, <c>LuthienProxy.Host.dll</c>; null to start none.</summary>
    public string? Gateway { get; init; }

    /// <summary>What it is told, as <c>--luthien:limits:…=…</c>.</summary>
    public IReadOnlyList<string> GatewayArguments { get; init; } = [];

    /// <summary>Whether calls go straight to the upstream: what the harness itself costs.</summary>
    public bool IsDirect { get; init; }

    /// <summary>The upstream's port, 0 for a free one; null when somebody else serves it.</summary>
    public int? UpstreamPort { get; init; }

    /// <summary>Whether the upstream gets a process of its own.</summary>
    public bool UpstreamProcess { get; init; }

    /// <summary>The one host beyond this machine that may be loaded.</summary>
    public string? AllowedHost { get; init; }

    /// <summary>The process whose CPU and memory are measured; null for the gateway that the run starts, or none.</summary>
    public int? TargetProcess { get; init; }

    /// <summary>Where the report goes; null for a folder below <c>artifacts/load</c>.</summary>
    public string? ReportFolder { get; init; }

    /// <summary>How long calls are made before the figures begin; zero for none.</summary>
    public TimeSpan WarmUp { get; init; }

    /// <summary>Whether progress is told in lines, as it is where the output is no terminal.</summary>
    public bool IsQuiet { get; init; }
}
