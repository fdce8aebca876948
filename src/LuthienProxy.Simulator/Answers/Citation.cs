namespace LuthienProxy.Simulator;

/// <summary>A web source that a text cites.</summary>
public sealed record Citation(string Url, string Title);
