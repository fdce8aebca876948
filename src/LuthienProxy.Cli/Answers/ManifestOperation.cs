namespace LuthienProxy.Cli.Answers;

/// <summary>One operation of a gateway.</summary>
sealed record ManifestOperation(string Id, string Method, string Path, bool IsChange);
