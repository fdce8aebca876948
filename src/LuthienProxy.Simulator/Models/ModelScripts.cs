using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace LuthienProxy.Simulator;

/// <summary>Answers by model name: <c>sim/hello</c>, … and the general <c>sim/text?deltas=100&amp;every=20ms&amp;fault=cut-mid-stream</c>.</summary>
/// <remarks>What a name says is parsed once and kept (at most 256 names). An unknown name is a 404, an unknown parameter a 400 that lists the known ones.</remarks>
public static class ModelScripts
{
    /// <summary>What the name of a simulated model begins with.</summary>
    public const string Prefix = "sim/";

    const int MaxRemembered = 256;
    const int MaxNameLength = 512;

    static readonly ConcurrentDictionary<string, ScriptedAnswer> Remembered = new(StringComparer.Ordinal);

    /// <summary>The models' names, for the models endpoint.</summary>
    public static ImmutableArray<string> Names { get; } = [.. ModelCatalogue.All.Select(m => Prefix + m.Name)];

    /// <summary>The answer that the request's model name asks for.</summary>
    public static ScriptedAnswer Answer(SimulatorRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return AnswerAs(request.Model, request);
    }

    /// <summary>The answer of another simulated model than the one asked for, to clients that insist on names of their own.</summary>
    public static ScriptedAnswer AnswerAs(string model, SimulatorRequest request)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(request);
        if (StructuredOutput.SchemaOf(request) is { } schema)
            return ScriptedAnswer.Says(StructuredOutput.Sample(schema));
        if (model.Length > MaxNameLength)
            return ScriptedAnswer.Fails(400, "model: the name is too long");
        if (!Remembered.TryGetValue(model, out var known))
            known = Remember(model, Parse(model));
        if (JudgeScript.IsJudge(model) && known.Error is null)
            return JudgeScript.Answer(model, request, known);
        return AgentScript.IsAgent(model) && known.Error is null ? AgentScript.Answer(model, request, known) : known;
    }

    static ScriptedAnswer Remember(string model, ScriptedAnswer answer)
    {
        if (Remembered.Count >= MaxRemembered)
            Remembered.Clear();
        return Remembered[model] = answer;
    }

    static ScriptedAnswer Parse(string model)
    {
        var name = ModelName.Parse(model);
        if (name is null || ModelCatalogue.Find(name.Name) is not { } entry)
            return UnknownModel(model);
        try
        {
            return name.Apply(entry.Answer(name));
        }
        catch (FormatException wrong)
        {
            return new ScriptedAnswer { Parts = [], Error = new ErrorAnswer(400, $"model: {wrong.Message}") { Param = "model" } };
        }
    }

    static ScriptedAnswer UnknownModel(string model) => new()
    {
        Parts = [],
        Error = new ErrorAnswer(404, $"The model '{model}' does not exist. Simulated models: {string.Join(", ", Names)}") { Code = "model_not_found", Param = "model" },
    };
}
