//! What the kernel says of this process; elsewhere than on Linux it says 0.

/// Processor time so far, in seconds, by the kernel's count of hundredths.
pub fn processor_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace();
    fields.skip(11).take(2).filter_map(|ticks| ticks.parse::<f64>().ok()).sum::<f64>() / 100.0
}

/// The most memory that was resident at a time.
pub fn peak_megabytes() -> u64 {
    megabytes("VmHWM:")
}

/// The memory that is resident now.
pub fn resident_megabytes() -> u64 {
    megabytes("VmRSS:")
}

fn megabytes(field: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let value = status.lines().find_map(|line| line.strip_prefix(field));
    value.and_then(|value| value.split_whitespace().next()?.parse::<u64>().ok()).unwrap_or_default() / 1_000
}
