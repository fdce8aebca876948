using LuthienProxy.Policies.Requests;
using LuthienProxy.Protocol.Conversation;

namespace LuthienProxy.Policies.Running;

/// <summary>Stages one after the other: what the first lets through is what the second sees.</summary>
/// <param name="stages">The stages.</param>
/// <param name="owner">The context of the policy that is made of them; null where they are a chain of their own.</param>
sealed class SerialRun(IReadOnlyList<StageRun> stages, PolicyContext? owner = null) : StageRun
{
    // One list between each two stages, for the whole answer.
    readonly List<ResponseEvent>[] _between = [.. stages.Skip(1).Select(_ => new List<ResponseEvent>())];

    public override async ValueTask<RequestVerdict> RequestAsync(ConversationRequest request)
    {
        var now = request;
        foreach (var stage in stages)
        {
            var verdict = await stage.RequestAsync(now);
            if (verdict is RequestVerdict.Reject)
                return verdict;
            now = verdict is RequestVerdict.Rewrite rewrite ? rewrite.Request : now;
        }
        return ReferenceEquals(now, request) ? RequestVerdict.Pass : new RequestVerdict.Rewrite(now);
    }

    public override ValueTask NextAsync(ResponseEvent next, List<ResponseEvent> output)
    {
        if (stages.Count > 0)
            return NextAsync(0, next, output);
        output.Add(next);
        return default;
    }

    public override async ValueTask EndAsync()
    {
        foreach (var stage in stages)
            await stage.EndAsync();
        owner?.End();
    }

    ValueTask NextAsync(int stage, ResponseEvent next, List<ResponseEvent> output)
    {
        if (stage == stages.Count - 1)
            return stages[stage].NextAsync(next, output);
        var passed = _between[stage];
        passed.Clear();
        var turn = stages[stage].NextAsync(next, passed);
        return turn.IsCompletedSuccessfully ? PassOn(stage + 1, passed, output) : AwaitAsync(turn, stage + 1, passed, output);
    }

    ValueTask PassOn(int stage, List<ResponseEvent> passed, List<ResponseEvent> output)
    {
        for (var i = 0; i < passed.Count; i++)
        {
            var turn = NextAsync(stage, passed[i], output);
            if (!turn.IsCompletedSuccessfully)
                return AwaitRest(turn, stage, passed, i + 1, output);
        }
        return default;
    }

    async ValueTask AwaitRest(ValueTask first, int stage, List<ResponseEvent> passed, int from, List<ResponseEvent> output)
    {
        await first;
        for (var i = from; i < passed.Count; i++)
            await NextAsync(stage, passed[i], output);
    }

    async ValueTask AwaitAsync(ValueTask turn, int stage, List<ResponseEvent> passed, List<ResponseEvent> output)
    {
        await turn;
        await PassOn(stage, passed, output);
    }
}
