using System.Text;
using LuthienProxy.Fixtures.Clients;
using LuthienProxy.Fixtures.Grammar;
using LuthienProxy.Simulator;

namespace LuthienProxy.EndToEnd.Tests.Faults;

/// <summary>
/// What a client is owed for each kind of fault: a valid answer or a valid error, and never a silent truncation.
/// Answers with a sentence for each debt that was not paid.
/// </summary>
static class MatrixOracle
{
    const string Spoiled = " \uFFFD\uFFFD\uFFFD ";

    public static IReadOnlyList<string> Complaints(PlayedCell cell) =>
    [
        .. AboutForm(cell).Concat(AboutEffect(cell)).Select(complaint => $"{complaint}\n{Describe(cell.Heard)}"),
    ];

    static IEnumerable<string> AboutForm(PlayedCell cell)
    {
        var heard = cell.Heard;
        if (heard.IsTorn)
            yield return "The connection broke.";
        foreach (var violation in heard.Violations.Where(violation => !IsTheProvidersOwn(violation, cell)))
            yield return violation.ToString();
        if (heard.End == HeardEnd.Cut)
            yield return "The answer ends with neither the format's end nor an error of the format.";
        var due = cell.Streaming && heard.Status == 200 ? "text/event-stream" : "application/json";
        if (heard.MediaType != due)
            yield return $"The media type is {heard.MediaType} where {due} is due.";
        if (cell.UpstreamCalls != 1)
            yield return $"The provider got {cell.UpstreamCalls} calls.";
        if (cell.LogLines.Count != 1)
            yield return $"The gateway told the end {cell.LogLines.Count} times.";
    }

    // A provider whose copies of a text differ has already sent both when that shows: what is owed is the error that follows.
    static bool IsTheProvidersOwn(GrammarViolation violation, PlayedCell cell) =>
        violation.Statement == "R6" && cell.Fault.Effect == FaultEffect.Illegal && cell.Heard.End == HeardEnd.Error;

    static IEnumerable<string> AboutEffect(PlayedCell cell) => cell.Fault.Effect switch
    {
        FaultEffect.Harmless => Whole(cell),
        FaultEffect.ErrorStatus => Status(cell, StatusOf(cell)),
        FaultEffect.Illegal when cell.Heard.End == HeardEnd.Complete => Whole(cell),
        FaultEffect.Hangs when cell.Heard.Status != 200 => Status(cell, 504),
        _ when cell.Heard.Status != 200 => Status(cell, 502),
        _ => Failed(cell),
    };

    static IEnumerable<string> Whole(PlayedCell cell)
    {
        if (cell.Heard.End != HeardEnd.Complete)
            yield return "The answer is not complete.";
        if (cell.Heard.Text.Replace(Spoiled, "", StringComparison.Ordinal) != cell.Said.Text)
            yield return $"The text is not what was said: {Shown(cell.Heard.Text)}";
        if (!cell.Heard.Calls.SequenceEqual(cell.Said.Calls))
            yield return $"The calls are not what was said: {string.Join(", ", cell.Heard.Calls)}";
    }

    static IEnumerable<string> Status(PlayedCell cell, int due)
    {
        if (cell.Heard.Status != due)
            yield return $"The status is {cell.Heard.Status} where {due} is due.";
    }

    static IEnumerable<string> Failed(PlayedCell cell)
    {
        if (cell.Heard.End != HeardEnd.Error)
            yield return "The stream does not end with an error.";
        if (!cell.Streaming)
            yield return "A failed answer has the status 200.";
        if (!cell.Said.Text.StartsWith(cell.Heard.Text, StringComparison.Ordinal) && cell.Fault.Effect != FaultEffect.Illegal)
            yield return $"The text is not the beginning of what was said: {Shown(cell.Heard.Text)}";
    }

    static int StatusOf(PlayedCell cell) => cell.Fault.Kind switch
    {
        FaultKind.RateLimited => 429,
        FaultKind.Overloaded => cell.Api == SimulatorApi.Messages ? 529 : 503,
        FaultKind.HtmlBadGateway => 502,
        _ => 500,
    };

    static string Describe(HeardAnswer heard) => $"{heard.Status} {heard.MediaType} {heard.End}\n{Shown(Encoding.UTF8.GetString(heard.Body))}";

    static string Shown(string text) => text.Length > 3000 ? $"{text[..1500]} … {text[^1500..]}" : text;
}
