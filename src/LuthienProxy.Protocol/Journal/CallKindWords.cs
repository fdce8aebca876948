using System.Diagnostics;

namespace LuthienProxy.Protocol.Journal;

/// <summary>The kinds of calls as they are written in rows, events and filters.</summary>
public static class CallKindWords
{
    /// <summary>The kind in snake_case.</summary>
    public static string Of(CallKind kind) => kind switch
    {
        CallKind.Turn => "turn",
        CallKind.Title => "title",
        CallKind.Probe => "probe",
        CallKind.TokenCount => "token_count",
        CallKind.Models => "models",
        _ => throw new UnreachableException(),
    };
}
