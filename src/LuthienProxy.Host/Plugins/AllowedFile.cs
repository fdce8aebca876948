namespace LuthienProxy.Host.Plugins;

/// <summary>A line of the allow-list: the bytes that may be loaded, and the name that they must bear.</summary>
/// <param name="Sha256">Their SHA-256, 64 hexadecimal digits in lower case.</param>
/// <param name="Name">The file's name, without a folder.</param>
sealed record AllowedFile(string Sha256, string Name);
