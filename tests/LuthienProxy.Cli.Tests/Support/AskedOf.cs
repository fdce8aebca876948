namespace LuthienProxy.Cli.Tests.Support;

/// <summary>What a node was asked.</summary>
sealed record AskedOf(string Method, string Path, string Body, Dictionary<string, string> Headers);
