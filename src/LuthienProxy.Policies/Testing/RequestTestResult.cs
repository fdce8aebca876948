using LuthienProxy.Policies.Requests;

namespace LuthienProxy.Policies.Testing;

/// <summary>What policies said to a request.</summary>
/// <param name="Verdict">The verdict of all of them together.</param>
/// <param name="Record">What they put on record.</param>
public sealed record RequestTestResult(RequestVerdict Verdict, DecisionList Record);
