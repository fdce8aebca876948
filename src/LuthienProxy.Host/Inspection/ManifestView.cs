namespace LuthienProxy.Host.Inspection;

/// <summary>What this gateway can be asked for.</summary>
/// <param name="Version">Its release.</param>
/// <param name="ApiVersion">Raised when something that was there is gone, or means something else.</param>
/// <param name="Operations">What it serves.</param>
sealed record ManifestView(string Version, int ApiVersion, IReadOnlyList<ManifestOperation> Operations);
