using LuthienProxy.Policies.Requests;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Journal;
using LuthienProxy.Protocol.Wire;

namespace LuthienProxy.Policies.Text;

/// <summary>Changes words while they stream: an author says what becomes of a text, and cannot break the rest.</summary>
/// <remarks>
/// <para>Derive, and give a <see cref="TextTransform"/> for each text. The outcome does not depend on how the provider cut its deltas, nor on whether it streamed (I-51, I-56).</para>
/// <para>Latency: a delta leaves at once but for the characters that the transform has not settled, the longest live partial match. Deltas that stay as they are
/// leave byte for byte as they came, also those that were held. Arguments of tool calls, and answers that the client asked for as JSON, are held until they are whole;
/// of those only the string values change, so that they stay JSON (PP8).</para>
/// <para>Every block that was changed is on record as one decision; so is a changed request.</para>
/// </remarks>
public abstract class TextPolicy : Policy
{
    /// <summary>Which way the words go that are changed; answers, unless the policy says otherwise.</summary>
    public virtual PolicyDirection Direction => PolicyDirection.Response;

    /// <summary>Which texts of an answer are changed; text and refusals, unless the policy says otherwise.</summary>
    public virtual TextTargets Targets => TextTargets.Text | TextTargets.Refusal;

    /// <summary>Whether the names of members in JSON are changed too; they are not, unless the policy says otherwise: a renamed argument is not found by its tool.</summary>
    public virtual bool ChangesNames => false;

    /// <inheritdoc/>
    public override bool MayRewriteResponse => Direction.HasFlag(PolicyDirection.Response);

    /// <summary>A new transform for one text.</summary>
    protected internal abstract TextTransform CreateTransform(PolicyContext context);

    /// <inheritdoc/>
    public sealed override ValueTask<RequestVerdict> OnRequestAsync(ConversationRequest request, PolicyContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (!Direction.HasFlag(PolicyDirection.Request))
            return new(RequestVerdict.Pass);
        var change = new WholeText(this, context);
        var rewritten = request.RewriteTexts(change.Apply);
        if (ReferenceEquals(rewritten, request))
            return new(RequestVerdict.Pass);
        var reason = change.Tally.InWords();
        context.Decide(PolicyVerdict.Replace, reason);
        return new(new RequestVerdict.Rewrite(rewritten, reason));
    }

    /// <inheritdoc/>
    public sealed override ValueTask OnEventAsync(ResponseEvent next, PolicyOutput output, PolicyContext context)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(context);
        if (Direction.HasFlag(PolicyDirection.Response))
            TextsOf(context).Take(next, output);
        else
            output.Forward(next);
        return default;
    }

    /// <inheritdoc/>
    public sealed override ValueTask OnChoiceEndAsync(int choice, PolicyOutput output, PolicyContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        TextsOf(context).FinishChoice(choice, output);
        return default;
    }

    /// <inheritdoc/>
    public sealed override void OnFailedOpen(PolicyOutput output, PolicyContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        TextsOf(context).Release(output);
    }

    TextsUnderWay TextsOf(PolicyContext context) => context.State<TextsUnderWay>().For(this, context);
}
