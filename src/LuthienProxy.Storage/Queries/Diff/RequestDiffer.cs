using LuthienProxy.Storage.Queries.Content;

namespace LuthienProxy.Storage.Queries.Diff;

/// <summary>Sets what the client sent beside what went upstream.</summary>
static class RequestDiffer
{
    internal static RequestDiff Compare(ReadRequest before, ReadRequest after, bool isChanged) => new()
    {
        IsChanged = isChanged,
        Model = Values.Compare("model", before.View.Model, after.View.Model),
        System = Contents.Compare(before.View.System, after.View.System),
        Tools = Values.Compare(
            [.. before.View.Tools.Select(static tool => new ParameterView(tool.Name, tool.Definition))],
            [.. after.View.Tools.Select(static tool => new ParameterView(tool.Name, tool.Definition))]),
        Parameters = Values.Compare(before.View.Parameters, after.View.Parameters),
        Messages = Compare(before, after),
    };

    static List<MessageChange> Compare(ReadRequest before, ReadRequest after)
    {
        // The role goes along: messages of formats whose plain input is a string have no JSON of their own.
        var left = before.View.Messages.Zip(before.RawMessages).ToList();
        var right = after.View.Messages.Zip(after.RawMessages).ToList();
        return Alignment.Of(left, right, static (a, b) => a.Second == b.Second && a.First.Role == b.First.Role, static (a, b) => a.First.Role == b.First.Role ? 1 : 0)
            .ConvertAll(pair => new MessageChange
            {
                Change = pair.Change,
                Role = pair.After is { } index ? right[index].First.Role : left[pair.Before!.Value].First.Role,
                BeforeIndex = pair.Before,
                AfterIndex = pair.After,
                Content = pair.IsEqual ? [] : Contents.Compare(
                    pair.Before is { } i ? left[i].First.Content : [],
                    pair.After is { } j ? right[j].First.Content : []),
            });
    }
}
