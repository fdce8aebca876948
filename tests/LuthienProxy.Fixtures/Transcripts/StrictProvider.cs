using System.Collections.Concurrent;
using System.Text.Json;
using LuthienProxy.Simulator;

namespace LuthienProxy.Fixtures.Transcripts;

/// <summary>
/// Takes transcripts as strictly as the real providers do, and more so where theirs depends on the model (PP4): what an agent sends back after policies have been at
/// work is answered with 400 when it breaks a rule of its format, or is not what this provider once said.
/// <code>
/// var strict = new StrictProvider();
/// upstream.Answers.Otherwise(strict.Before(ModelScripts.Answer));
/// strict.Violations.ShouldBeEmpty();
/// </code>
/// </summary>
/// <remarks>Thread-safe.</remarks>
public sealed class StrictProvider
{
    readonly Issued _issued = new();
    readonly ConcurrentQueue<TranscriptViolation> _violations = new();

    /// <summary>Everything it had to refuse so far.</summary>
    public IReadOnlyList<TranscriptViolation> Violations => [.. _violations];

    /// <summary>A script that answers what is in order, and keeps what it says.</summary>
    public Func<SimulatorRequest, ScriptedAnswer> Before(Func<SimulatorRequest, ScriptedAnswer> script) => request =>
    {
        var found = Check(request);
        foreach (var violation in found)
            _violations.Enqueue(violation);
        return found.Count > 0 ? ScriptedAnswer.Fails(400, string.Join(' ', found)) : _issued.Issue(script(request), request.Api);
    };

    /// <summary>The rules that a request's transcript breaks.</summary>
    public IReadOnlyList<TranscriptViolation> Check(SimulatorRequest request) => Check(request.Api, request.Json);

    /// <summary>The rules that a body's transcript breaks.</summary>
    public IReadOnlyList<TranscriptViolation> Check(SimulatorApi? api, JsonElement body) => [.. api switch
    {
        SimulatorApi.Messages => new MessagesTranscript(_issued).Check(body),
        SimulatorApi.Responses => new ResponsesTranscript(_issued).Check(body),
        SimulatorApi.ChatCompletions => new ChatTranscript(_issued).Check(body),
        _ => [],
    }];

    /// <summary>Keeps what an answer says, for a test that has no server to ask.</summary>
    public void Said(ScriptedAnswer answer, SimulatorApi api) => _issued.Issue(answer, api);
}
