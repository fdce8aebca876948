using System.Text.Json;

namespace LuthienProxy.Fixtures.Grammar;

/// <summary>Follows one event stream of OpenAI Responses from start to end.</summary>
sealed class ResponsesStreamJudge
{
    static readonly string[] Terminals = ["response.completed", "response.incomplete", "response.failed"];

    readonly List<GrammarViolation> _violations = [];
    readonly List<ResponsesItemJudge> _items = [];
    int _events;
    int _errors;
    string? _terminal;

    public IReadOnlyList<GrammarViolation> Violations => _violations;

    public void Report(string statement, string sentence) => _violations.Add(new(statement, sentence));

    public void Take(string name, byte[] data)
    {
        if (data.AsSpan().SequenceEqual("[DONE]"u8))
        {
            Report("R2", "The stream has a [DONE].");
            return;
        }
        var root = LooseJson.Parse(data);
        var type = LooseJson.Text(root, "type");
        if (type is null || type != name)
            Report("R1", $"An event is named '{name}' but its type is '{type}'.");
        if (_events == 0 && type != "response.created")
            Report("R1", $"The first event is {type}.");
        if (LooseJson.Number(root, "sequence_number") != _events)
            Report("R1", $"{type} has the sequence number {LooseJson.Number(root, "sequence_number")}, {_events} is due.");
        if (_terminal is not null)
            Report("R2", $"{type} comes after {_terminal}.");
        _events++;
        TakeTyped(type ?? "", root);
    }

    public void End()
    {
        if (_terminal is null)
            Report(_events == 0 ? "I-32" : "R2", "The stream stops without a terminal event.");
    }

    void TakeTyped(string type, JsonElement root)
    {
        if (type is "response.created" && _events > 1 || type is "response.in_progress" or "response.queued" && _items.Count > 0)
            Report("R11", $"{type} comes in mid-stream.");
        if (type == "error")
            TakeError(root);
        else if (type == "response.output_item.added")
            TakeAdded(root);
        else if (Terminals.Contains(type))
            TakeTerminal(type, LooseJson.Field(root, "response"));
        else if (LooseJson.Number(root, "output_index") is { } index)
            TakeInItem(type, (int)index, root);
    }

    void TakeError(JsonElement root)
    {
        _errors++;
        var error = LooseJson.Field(root, "error");
        if (LooseJson.Text(root, "message") is null && LooseJson.Text(error, "message") is null)
            Report("R12", "An error event has no message.");
        if (_errors > 1)
            Report("R12", "The stream has two error events.");
    }

    void TakeAdded(JsonElement root)
    {
        if (LooseJson.Number(root, "output_index") != _items.Count)
            Report("R3", $"Output index {LooseJson.Number(root, "output_index")} was added, {_items.Count} is due.");
        var item = new ResponsesItemJudge(_items.Count, LooseJson.Field(root, "item"), Report);
        item.CheckAdded();
        if (item.Id is null)
            Report("R7", $"Item {_items.Count} has no id.");
        _items.Add(item);
    }

    void TakeInItem(string type, int index, JsonElement root)
    {
        if (index < 0 || index >= _items.Count)
            Report("R3", $"{type} names item {index}, which was not added.");
        else if (type == "response.output_item.done")
            _items[index].TakeDone(LooseJson.Field(root, "item"));
        else
            _items[index].Take(type, root);
    }

    void TakeTerminal(string type, JsonElement response)
    {
        _terminal = type;
        ResponsesObjectJudge.CheckEnd(response, Report);
        var status = LooseJson.Text(response, "status");
        if (type != "response." + status && status is "completed" or "incomplete" or "failed")
            Report("R2", $"{type} carries a response that is {status}.");
        var output = LooseJson.Items(response, "output").ToArray();
        if (type == "response.failed")
            CheckFailed(response, output);
        else
            CheckWhole(output);
    }

    void CheckWhole(JsonElement[] output)
    {
        foreach (var (item, index) in _items.Select((item, index) => (item, index)))
            if (!item.IsDone)
                Report("R3", $"Item {index} was never done.");
        if (output.Length != _items.Count)
            Report("R6", $"The last response has {output.Length} items, {_items.Count} were sent.");
        foreach (var (item, told) in _items.Zip(output))
            item.CheckCopy(told);
    }

    void CheckFailed(JsonElement response, JsonElement[] output)
    {
        if (LooseJson.Text(LooseJson.Field(response, "error"), "code") is null)
            Report("R12", "response.failed has no error code.");
        foreach (var told in output)
            if (_items.Find(item => item.IsDone && item.Id == LooseJson.Text(told, "id")) is { } item)
                item.CheckCopy(told);
            else
                Report("R6", "response.failed tells of an item that was not sent.");
    }
}
