using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using LuthienProxy.Host.AdminApi;
using LuthienProxy.Pipeline.Chains;
using LuthienProxy.Policies;
using LuthienProxy.Policies.Catalog;
using LuthienProxy.Storage.Policies;

namespace LuthienProxy.Host.Policies;

/// <summary>Reads what callers of the API want policies to be, and refuses with every reason what cannot be.</summary>
sealed partial class PolicyDefinitions(ChainBuilder builder)
{
    /// <summary>The most bytes of a body: a configuration at its limit, and what stands around it.</summary>
    const int MostBody = 2 * PolicyConfigs.MaxConfigurationBytes;

    const int LongestDescription = 1_000;
    const string NameRule = "A name has 1 to 64 letters, digits, dots, hyphens and underscores, the first a letter or digit.";

    /// <summary>How an instance's name looks from its beginning on; it must end there.</summary>
    public const string NamePattern = "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}";

    /// <summary>Whether an instance can have this name.</summary>
    public static bool IsName(string? name) => name is not null && Name().IsMatch(name);

    /// <summary>Reads a request's body.</summary>
    /// <exception cref="ProblemException">It is too long, no JSON, or holds what it may not.</exception>
    public static async Task<T> BodyAsync<T>(HttpContext http, JsonTypeInfo<T> type)
    {
        try
        {
            var body = await BytesAsync(http);
            return JsonSerializer.Deserialize(body.Span, type) ?? throw new ProblemException(Problem.InvalidBody);
        }
        catch (JsonException cause)
        {
            throw new ProblemException(Problem.InvalidBody.With(new FieldError(null, FieldOf(cause), Explain(cause))), cause);
        }
    }

    /// <summary>Insists on a request without a body, or with an empty object.</summary>
    /// <exception cref="ProblemException">It says something that nobody would read.</exception>
    public static async Task NoBodyAsync(HttpContext http)
    {
        var text = System.Text.Encoding.UTF8.GetString((await BytesAsync(http)).Span).Trim();
        if (text is not ("" or "{}"))
            throw new ProblemException(Problem.InvalidBody);
    }

    /// <summary>The stages of a definition that stands for itself.</summary>
    /// <exception cref="ProblemException">It is neither one policy nor several, or they cannot be used; every reason is named.</exception>
    public IReadOnlyList<PolicyReference> Checked(PolicyDefinition wanted, bool isNamed) => Built(wanted, isNamed).Policies;

    /// <summary>The chain of a definition that stands for itself, in use nowhere.</summary>
    /// <exception cref="ProblemException">As for <see cref="Checked"/>.</exception>
    public ActiveChain Chain(PolicyDefinition wanted) => Built(wanted, isNamed: false).Chain;

    /// <summary>Refuses what this node could not run.</summary>
    /// <exception cref="ProblemException">It cannot be used; every reason is named.</exception>
    public void Check(PolicyConfig stored) => Chain(stored);

    /// <summary>The chain of a stored version, in use nowhere.</summary>
    /// <exception cref="ProblemException">It cannot be used; every reason is named.</exception>
    public ActiveChain Chain(PolicyConfig stored)
    {
        try
        {
            return Built(StoredPolicies.Instance(stored));
        }
        catch (JsonException cause)
        {
            throw Refused([new(stored.Class, FieldOf(cause), Explain(cause))]);
        }
    }

    (IReadOnlyList<PolicyReference> Policies, ActiveChain Chain) Built(PolicyDefinition wanted, bool isNamed)
    {
        List<FieldError> errors = [.. OwnErrors(wanted, isNamed)];
        if (errors.Count > 0)
            throw Refused(errors);
        try
        {
            var policies = StoredPolicies.Flat(wanted.Policies ?? [new PolicyReference { Policy = wanted.Policy!, Config = wanted.Config, Mode = wanted.Mode, OnFailure = wanted.OnFailure }]);
            return (policies, Built(new PolicyInstance(wanted.Name, 0, policies)));
        }
        catch (JsonException cause)
        {
            throw Refused([new(wanted.Policy, FieldOf(cause), Explain(cause))]);
        }
    }

    ActiveChain Built(PolicyInstance instance) => builder.Build(instance) switch
    {
        ChainBuild.Built built => built.Chain,
        ChainBuild.Refused refused => throw Refused(refused.Problems.Select(problem => new FieldError(problem.Policy, problem.Field, problem.Message))),
        _ => throw new UnreachableException(),
    };

    static IEnumerable<FieldError> OwnErrors(PolicyDefinition wanted, bool isNamed)
    {
        if (isNamed || wanted.Name is not null)
        {
            if (!IsName(wanted.Name))
                yield return new(null, "name", NameRule);
        }
        if (wanted.Description is { Length: > LongestDescription } || wanted.Description?.Any(c => char.IsControl(c) && c != '\n') == true)
            yield return new(null, "description", $"A description has at most {LongestDescription} characters, none of them a control character.");
        if (wanted.Policy is null == wanted.Policies is null)
            yield return new(null, "policy", "Either policy, with its config, mode and onFailure, or policies must be given.");
        if (wanted.Policies is not null && (wanted.Config.ValueKind != JsonValueKind.Undefined || wanted.Mode != StageMode.Enforce || wanted.OnFailure is not null))
            yield return new(null, "policies", "With policies, config, mode and onFailure belong to each of them.");
        if (wanted.Policies is not null && wanted.Policies.Any(policy => policy is null))
            yield return new(null, "policies", "None of the policies may be null.");
    }

    static async Task<ReadOnlyMemory<byte>> BytesAsync(HttpContext http) =>
        await BoundedBody.ReadAsync(http.Request, MostBody, http.RequestAborted) ?? throw new ProblemException(Problem.BodyTooLarge);

    static ProblemException Refused(IEnumerable<FieldError> errors) => new(Problem.PolicyRefused.With([.. errors]));

    static string? FieldOf(JsonException cause) => cause.Path is ['$', '.', .. { Length: > 0 } field] ? field : null;

    // The framework's words, without its positions.
    static string Explain(JsonException cause) => cause.Message.IndexOf(" Path: ", StringComparison.Ordinal) is > 0 and var end ? cause.Message[..end] : cause.Message;

    [GeneratedRegex(NamePattern + @"\z", RegexOptions.NonBacktracking)]
    private static partial Regex Name();
}
