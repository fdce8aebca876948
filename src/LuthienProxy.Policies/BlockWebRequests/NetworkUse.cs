namespace LuthienProxy.Policies.BlockWebRequests;

/// <summary>How a command reaches the network.</summary>
enum NetworkUse
{
    /// <summary>Not at all, as far as can be told.</summary>
    None,

    /// <summary>Whatever its arguments.</summary>
    Always,

    /// <summary>Where an argument names a host.</summary>
    IfNamed,

    /// <summary>As the program in another language that it runs says.</summary>
    Program,

    /// <summary>By another way than the host it names: a proxy, another address, a list in a file.</summary>
    Elsewhere,
}
