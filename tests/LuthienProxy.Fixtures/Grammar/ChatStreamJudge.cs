using System.Text;
using System.Text.Json;

namespace LuthienProxy.Fixtures.Grammar;

/// <summary>Judges a streamed chat completion, chunk by chunk.</summary>
sealed class ChatStreamJudge(bool includeUsage)
{
    readonly List<GrammarViolation> _violations = [];
    readonly Dictionary<long, ChatChoiceJudge> _choices = [];
    (string? Id, long? Created, string? Model)? _identity;
    int _chunks;
    bool _hasUsage;
    bool _isDone;
    bool _hasFailed;

    /// <summary>What was found.</summary>
    public IReadOnlyList<GrammarViolation> Violations => _violations;

    /// <summary>Notes a broken rule.</summary>
    public void Report(string statement, string sentence) => _violations.Add(new(statement, $"{sentence} (chunk {_chunks})"));

    /// <summary>Judges the next event.</summary>
    public void Take(string name, byte[] data)
    {
        _chunks++;
        if (name.Length > 0)
            Report("C1", $"An event has the name {name}.");
        if (_isDone)
            Report("I-07", "Something follows [DONE].");
        else if (_hasFailed)
            Report("C7", "Something follows an error.");
        else if (data.AsSpan().SequenceEqual("[DONE]"u8))
            Done();
        else
            TakeChunk(LooseJson.Parse(data), data);
    }

    /// <summary>Judges the end.</summary>
    public void End()
    {
        if (!_isDone && !_hasFailed)
            Report(_chunks == 0 ? "I-32" : "C1", "The stream ends with neither [DONE] nor an error.");
    }

    void Done()
    {
        _isDone = true;
        if (_choices.Count == 0)
            Report("C3", "The answer ends without any choice.");
        foreach (var choice in _choices.Values)
            choice.End();
    }

    void TakeChunk(JsonElement chunk, byte[] data)
    {
        if (chunk.ValueKind != JsonValueKind.Object)
        {
            Report("C1", $"A chunk is not a JSON object: {Encoding.UTF8.GetString(data)}");
            return;
        }
        if (IsTrue(LooseJson.Field(chunk, "error")))
        {
            _hasFailed = true;
            return;
        }
        if (LooseJson.Field(chunk, "choices").ValueKind != JsonValueKind.Array)
            Report("C1", "A chunk has no choices.");
        var choices = LooseJson.Items(chunk, "choices").ToList();
        var usage = LooseJson.Field(chunk, "usage");
        // Azure's report on the prompt comes before the answer and names none.
        if (choices.Count > 0 || LooseJson.Text(chunk, "id") is not "")
            CheckIdentity(chunk);
        if (_hasUsage)
            Report("C6", "A chunk follows the usage.");
        if (usage.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null))
            TakeUsage(choices.Count);
        foreach (var choice in choices)
            TakeChoice(choice);
    }

    void CheckIdentity(JsonElement chunk)
    {
        if (LooseJson.Text(chunk, "object") != "chat.completion.chunk")
            Report("C6", "A chunk's object is not chat.completion.chunk.");
        (string? Id, long? Created, string? Model) identity =
            (LooseJson.Text(chunk, "id"), LooseJson.Number(chunk, "created"), LooseJson.Text(chunk, "model"));
        if (identity.Id is null || identity.Created is null || identity.Model is null)
            Report("C1", "A chunk lacks id, created or model.");
        _identity ??= identity;
        if (_identity != identity)
            Report("C1", "A chunk names another answer than the first.");
    }

    void TakeUsage(int choices)
    {
        _hasUsage = true;
        if (!includeUsage)
            Report("C6", "Usage came unasked.");
        if (choices > 0)
            Report("C6", "Usage came together with choices.");
    }

    void TakeChoice(JsonElement choice)
    {
        if (LooseJson.Number(choice, "index") is not ({ } index and >= 0))
        {
            Report("C8", "A choice has no index.");
            return;
        }
        if (!_choices.TryGetValue(index, out var judge))
            _choices[index] = judge = new(index, Report);
        judge.Take(choice);
    }

    static bool IsTrue(JsonElement error) => error.ValueKind switch
    {
        JsonValueKind.Undefined or JsonValueKind.Null or JsonValueKind.False => false,
        JsonValueKind.String => error.GetRawText().Length > 2,
        JsonValueKind.Number => error.GetDouble() != 0,
        _ => true,
    };
}
