namespace LuthienProxy.Host.Interventions;

/// <summary>Which actor is meant.</summary>
/// <param name="Path">Its path, such as <c>/system/journal/writer-0</c>.</param>
sealed record ActorActionRequest(string Path);
