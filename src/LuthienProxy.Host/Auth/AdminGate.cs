namespace LuthienProxy.Host.Auth;

/// <summary>Who may ask the admin API: whoever presents its key as <c>Authorization: Bearer</c>, from whatever address. Thread-safe.</summary>
sealed class AdminGate(AdminKey key)
{
    const string Scheme = "Bearer ";

    readonly KeyDigest _key = new(key.Value);

    /// <summary>Whether the request presents the admin key, once.</summary>
    public bool Admits(IHeaderDictionary headers) =>
        headers.Authorization is [{ } value] && value.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) && _key.Matches(value.AsSpan(Scheme.Length).Trim());
}
