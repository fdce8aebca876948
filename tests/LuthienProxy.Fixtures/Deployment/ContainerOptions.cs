using LuthienProxy.Fixtures.Databases;

namespace LuthienProxy.Fixtures.Deployment;

/// <summary>How a gateway is run that stands for a container's.</summary>
public sealed record ContainerOptions
{
    /// <summary>What lies in <c>/app</c>.</summary>
    public required PublishedGateway Image { get; init; }

    /// <summary>The volume: what lies in <c>/data</c>. It outlives the process.</summary>
    public required string Data { get; init; }

    /// <summary>Where it listens on 127.0.0.1. Containers have a network each; here they share the machine's.</summary>
    public int Port { get; init; } = FreePorts.Take();

    /// <summary>The variables.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>The user, as number.</summary>
    public required int User { get; init; }

    /// <summary>The limit of memory that its control group says, in bytes.</summary>
    public required long Memory { get; init; }

    /// <summary>How many cpus its control group says.</summary>
    public required double Cpus { get; init; }

    /// <summary>The contents of the mounted <c>own/luthien.conf</c>, besides the port.</summary>
    public string Configuration { get; init; } = "";
}
