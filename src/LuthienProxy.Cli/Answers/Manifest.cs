namespace LuthienProxy.Cli.Answers;

/// <summary>What a gateway can be asked for.</summary>
sealed record Manifest(string Version, int ApiVersion, IReadOnlyList<ManifestOperation> Operations);
