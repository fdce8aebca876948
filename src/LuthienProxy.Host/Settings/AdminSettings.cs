namespace LuthienProxy.Host.Settings;

/// <summary><c>luthien.admin</c>: how administrators reach the gateway, and what is kept of what they change.</summary>
sealed record AdminSettings
{
    /// <summary>A change that cannot be recorded does not happen.</summary>
    public const string Required = "required";

    /// <summary>A change that cannot be recorded is logged, and happens.</summary>
    public const string BestEffort = "best-effort";

    public string Socket { get; init; } = "pbm.sock";

    public string Audit { get; init; } = BestEffort;
}
