namespace LuthienProxy.Fixtures.Gateway;

/// <summary>How a test wants its gateway to be; everything not said is the product's default.</summary>
public sealed record GatewayOptions
{
    /// <summary>Both providers' base URL, without <c>/v1</c>; null leaves the providers' own, which no test may call.</summary>
    public Uri? Upstream { get; init; }

    /// <summary>HOCON over the defaults, the contents of the <c>LUTHIEN_CONFIG</c> file.</summary>
    public string Configuration { get; init; } = "";

    /// <summary>Further environment variables.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>The directory that it runs in, with its <c>data</c>; it outlives the process. Null: one of its own, which goes with it.</summary>
    public string? Home { get; init; }

    /// <summary>A gateway before this provider.</summary>
    public static GatewayOptions Before(Uri upstream, string configuration = "") => new() { Upstream = upstream, Configuration = configuration };
}
