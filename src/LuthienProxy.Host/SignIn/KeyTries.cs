using System.Net;
using System.Net.Sockets;
using LuthienProxy.Host.Settings;

namespace LuthienProxy.Host.SignIn;

/// <summary>
/// How often an address may try a key at the sign-in. An address is the one that the connection comes from, whatever headers say; of IPv6 its network, because a
/// machine has as many addresses in that as it likes. Bounded; thread-safe.
/// </summary>
sealed class KeyTries(SignInSettings settings, TimeProvider time)
{
    const int NetworkBytes = 8;

    readonly TimeSpan _window = settings.TriesWindow.ToTimeSpan();
    readonly Lock _lock = new();
    readonly Dictionary<string, Window> _windows = new(StringComparer.Ordinal);

    /// <summary>Takes a try; those of one address count from its first on until the window is over.</summary>
    /// <returns>Null when the key may be looked at; else how long until it may.</returns>
    public TimeSpan? Take(IPAddress? address)
    {
        var name = NameOf(address);
        lock (_lock)
        {
            if (!_windows.TryGetValue(name, out var window) || Left(window) <= TimeSpan.Zero)
            {
                MakeRoom();
                window = new Window(time.GetTimestamp(), 0);
            }
            if (window.Tries == settings.Tries)
                return Left(window);
            _windows[name] = window with { Tries = window.Tries + 1 };
            return null;
        }
    }

    /// <summary>Forgets the tries of an address: the last one had the right key.</summary>
    public void Forget(IPAddress? address)
    {
        lock (_lock)
            _windows.Remove(NameOf(address));
    }

    TimeSpan Left(Window window) => _window - time.GetElapsedTime(window.BeganAt);

    // The oldest goes where all are needed: who comes from ten thousand networks has more than one key's tries anyway.
    void MakeRoom()
    {
        if (_windows.Count < settings.MaxAddresses)
            return;
        foreach (var (name, _) in _windows.Where(entry => Left(entry.Value) <= TimeSpan.Zero).ToList())
            _windows.Remove(name);
        if (_windows.Count >= settings.MaxAddresses)
            _windows.Remove(_windows.MinBy(entry => entry.Value.BeganAt).Key);
    }

    static string NameOf(IPAddress? address) => address switch
    {
        null => "",
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } => Convert.ToHexStringLower(address.GetAddressBytes().AsSpan(0, NetworkBytes)),
        _ => address.ToString(),
    };

    sealed record Window(long BeganAt, int Tries);
}
