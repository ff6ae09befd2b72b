//! Figures from the data: funnel, times, win rates, goal pace, forecast.
