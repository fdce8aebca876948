using System.Collections.Immutable;
using LuthienProxy.Simulator;

namespace LuthienProxy.EndToEnd.Tests.Agents;

/// <summary>An agent's model: at each prompt it reasons, says something and calls the shell, and when the results are there it says something else.</summary>
/// <param name="Commands">What it calls the shell with, all at once; nothing calls nothing.</param>
sealed record AgentModel(params ImmutableArray<string> Commands)
{
    /// <summary>What it says with its results.</summary>
    public const string UsualClosing = "Done: the tool ran and I saw its result.";

    /// <summary>What it says before it calls.</summary>
    public string Opening { get; init; } = "I will run what is needed.";

    /// <summary>What it says with its results.</summary>
    public string Closing { get; init; } = UsualClosing;

    /// <summary>How many characters one delta has.</summary>
    public int Piece { get; init; } = 4;

    /// <summary>What goes wrong with a stream that calls tools; null is nothing.</summary>
    public Fault? FaultOfCalls { get; init; }

    public ScriptedAnswer Answer(SimulatorRequest request)
    {
        var answers = Commands.Select(command => ModelScripts.AnswerAs($"sim/agent?command={Uri.EscapeDataString(command)}&text=closing", request)).ToArray();
        ImmutableArray<AnswerPart> calls = [.. answers.SelectMany(answer => answer.Parts).Where(part => part is AnswerPart.ToolCall or AnswerPart.CustomToolCall).Select(Cut)];
        if (!calls.IsEmpty)
            return ScriptedAnswer.Of([new AnswerPart.Reasoning(Words("The user wants something done."), Seal(request)), new AnswerPart.Text(Words(Opening)), .. calls]) with { Fault = request.Stream ? FaultOfCalls : null };
        // What is asked for as JSON stays what the simulator says.
        var last = answers.FirstOrDefault() ?? ModelScripts.AnswerAs("sim/text?text=closing&size=100", request);
        return last.Parts is [AnswerPart.Text { Deltas: ["closing"] }] ? ScriptedAnswer.Of(new AnswerPart.Text(Words(Closing))) : last;
    }

    ImmutableArray<string> Words(string text) => AnswerPart.Text.Split(text, Piece).Deltas;

    AnswerPart Cut(AnswerPart part) => part switch
    {
        AnswerPart.ToolCall call => call with { Arguments = Words(string.Concat(call.Arguments)) },
        AnswerPart.CustomToolCall call => call with { Input = Words(string.Concat(call.Input)) },
        _ => part,
    };

        // No two alike: a seal that comes back in another place is another's.
    static string Seal(SimulatorRequest request) => Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"seal of answer {request.Sequence}"));
}
