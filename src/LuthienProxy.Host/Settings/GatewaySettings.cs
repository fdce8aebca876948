namespace LuthienProxy.Host.Settings;

/// <summary>The tree under <c>luthien</c> in <c>hocon/luthien.conf</c>, where each setting is documented. Immutable; the one place settings are read from (000-39).</summary>
sealed record GatewaySettings
{
    public ServerSettings Server { get; init; } = new();

    public AuthSettings Auth { get; init; } = new();

    public AdminSettings Admin { get; init; } = new();

    public SignInSettings SignIn { get; init; } = new();

    public string DataDirectory { get; init; } = "data";

    public Dictionary<string, UpstreamSettings> Upstreams { get; init; } = new(StringComparer.Ordinal);

    public List<RouteSettings> Routes { get; init; } = [];

    public SimulatorSettings Simulator { get; init; } = new();

    public TimeoutSettings Timeouts { get; init; } = new();

    public LimitSettings Limits { get; init; } = new();

    public DeliverySettings Delivery { get; init; } = new();

    public LogSettings Log { get; init; } = new();

    public JournalSettings Journal { get; init; } = new();

    public StorageSettings Storage { get; init; } = new();

    public ActivitySettings Activity { get; init; } = new();

    public PolicySettings Policy { get; init; } = new();
}
