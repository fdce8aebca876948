namespace LuthienProxy.Host.Plugins;

/// <summary>A file that is not loaded.</summary>
/// <param name="File">The file's name.</param>
/// <param name="Sha256">The hash of its bytes; null where it was not read to its end.</param>
/// <param name="Reason">Why, in a sentence for people.</param>
sealed record PluginRefusal(string File, string? Sha256, string Reason);
