using LuthienProxy.Host.AdminApi;
using LuthienProxy.Host.Endpoints;
using LuthienProxy.Host.Policies;
using LuthienProxy.Host.Settings;
using LuthienProxy.Pipeline.Chains;
using LuthienProxy.Pipeline.Delivery;
using LuthienProxy.Pipeline.Transactions;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Journal;
using LuthienProxy.Protocol.Wire;

namespace LuthienProxy.Host.Trials;

/// <summary>Makes a call of what somebody wants to try, or says everything that keeps it from being asked. Nothing is asked here. Thread-safe.</summary>
sealed class TrialCalls(CallFactory calls, PolicyDefinitions definitions, TrialSettings limits)
{
    /// <summary>What the chain of a trial is called where a call's policies are named. No instance can have this name.</summary>
    public const string ChainName = "(trial)";

    const int LongestModel = 256;

    /// <summary>A new transaction id.</summary>
    public TransactionId NewId() => calls.NewId();

    /// <summary>The chain that was sent.</summary>
    /// <exception cref="ProblemException">It cannot be used; every reason is named, as validating it does.</exception>
    public ActiveChain Chain(TrialRequest wanted) => definitions.Chain(new PolicyDefinition { Policies = wanted.Chain }) with { Name = ChainName, IsOverride = true };

    /// <summary>The call.</summary>
    /// <exception cref="ProblemException">It cannot be asked.</exception>
    public Call Make(TransactionId id, TrialRequest wanted, ActiveChain chain, IClientChannel client)
    {
        if (Errors(wanted).ToList() is { Count: > 0 } errors)
            throw new ProblemException(Problem.InvalidBody.With(errors));
        var form = TrialForm.All.Single(form => form.Format.Name == wanted.Format);
        var call = Routed(id, new OwnCall(form.Format, form.Path, form.Headers, form.Body(wanted.Model, wanted.Prompt, limits.MaxTokens), chain, client));
        if (call.Targets[0] is { Credential: null, Upstream.Options: { NeedsKey: true, Name: var upstream } })
            throw Refused($"It is asked at the upstream '{upstream}', for which the server has no key of its own (upstreams.{upstream}.api-key), and a trial has no other.");
        return call;
    }

    Call Routed(TransactionId id, OwnCall own)
    {
        try
        {
            return calls.Own(id, own);
        }
        catch (RequestRejectedException refused) when (refused.Error.Kind == ErrorKind.NotFound)
        {
            throw Refused("No route of this gateway leads to a model of this name.");
        }
    }

    IEnumerable<FieldError> Errors(TrialRequest wanted)
    {
        if (!TrialForm.All.Any(form => form.Format.Name == wanted.Format))
            yield return new(null, "format", $"It must be one of {string.Join(", ", TrialForm.All.Select(form => form.Format.Name))}.");
        if (wanted.Model is not { Length: > 0 and <= LongestModel } || wanted.Model.Any(char.IsControl))
            yield return new(null, "model", $"It must have 1 to {LongestModel} characters, none of them a control character.");
        if (string.IsNullOrWhiteSpace(wanted.Prompt) || wanted.Prompt.Length > limits.MaxPrompt)
            yield return new(null, "prompt", $"It must say something, in at most {limits.MaxPrompt} characters (policy.trials.max-prompt).");
    }

    static ProblemException Refused(string why) => new(Problem.TrialRefused.With(new FieldError(null, "model", why)));
}
