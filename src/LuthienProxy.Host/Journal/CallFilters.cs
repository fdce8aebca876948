using LuthienProxy.Host.AdminApi;
using LuthienProxy.Host.OpenApi;
using LuthienProxy.Protocol.Journal;
using LuthienProxy.Storage.Queries.Calls;

namespace LuthienProxy.Host.Journal;

/// <summary>The parameters that choose calls on record, wherever calls are chosen.</summary>
static class CallFilters
{
    const int LongestModel = 256;
    const int LongestNode = 128;
    const int LongestText = 500;

    /// <summary>How they are told.</summary>
    public static IReadOnlyList<OperationParameter> Parameters { get; } =
    [
        OperationParameter.Text("model", "Calls that asked for this model.", LongestModel),
        OperationParameter.Number("status", "Calls whose client saw this HTTP status.", 100, 599),
        OperationParameter.Choice<CallState>("state", "Calls in this state."),
        OperationParameter.Choice<CallKind>("kind", "Calls of this kind."),
        OperationParameter.Session("session", "Calls of this session."),
        OperationParameter.Trace("trace", "Calls of this W3C trace."),
        OperationParameter.Text("node", "Calls that this node took.", LongestNode),
        OperationParameter.Time("from", "Calls opened at this time or later."),
        OperationParameter.Time("to", "Calls opened before this time."),
        OperationParameter.Flag("intervened", "Calls that a policy changed or stopped, or none of these."),
        OperationParameter.Text("text", "Calls in which all of these words occur; \"several words\" stand for a phrase, -word for what must not occur.", LongestText),
    ];

    /// <summary>What a request asks for.</summary>
    /// <exception cref="ProblemException">A parameter breaks its rule.</exception>
    public static CallFilter Of(Parameters parameters) => new()
    {
        Model = parameters.Text("model", LongestModel),
        Status = parameters.Number("status", 100, 599),
        State = parameters.Choice<CallState>("state"),
        Kind = parameters.Choice<CallKind>("kind"),
        SessionId = parameters.Session("session"),
        TraceId = parameters.Trace("trace"),
        Node = parameters.Text("node", LongestNode),
        From = parameters.Time("from"),
        To = parameters.Time("to"),
        IsIntervened = parameters.Flag("intervened"),
        Text = parameters.Text("text", LongestText),
    };
}
