package io.orchestrator.wakeup.quartz;

import io.orchestrator.scheduler.AlarmClock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Date;
import java.util.Properties;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobExecutionContext;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.TriggerKey;
import org.quartz.impl.StdSchedulerFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One Quartz trigger in memory, moved whenever the time of the next duty changes. Nothing is lost
 * with it: what is due is read from the store, and the scheduler's sweep rings as well.
 */
public final class QuartzAlarmClock implements AlarmClock {
  private static final Logger LOG = LoggerFactory.getLogger(QuartzAlarmClock.class);
  private static final TriggerKey TRIGGER = TriggerKey.triggerKey("next-duty");
  private static final String RING = "ring";
  private final Scheduler quartz;
  private final JobDetail job;
  private final InstantSource clock;

  /**
   * @param name of this node, unique within the JVM
   * @param clock Quartz's clock: the machine's
   * @param ring called on a thread of Quartz; must be quick
   * @throws IllegalStateException when Quartz does not start
   */
  public QuartzAlarmClock(String name, InstantSource clock, Runnable ring) {
    this.clock = clock;
    try {
      this.quartz = new StdSchedulerFactory(settings(name)).getScheduler();
      this.job = JobBuilder.newJob(RingJob.class).withIdentity("ring").storeDurably().build();
      quartz.getContext().put(RING, ring);
      quartz.addJob(job, true);
      quartz.start();
    } catch (SchedulerException e) {
      throw new IllegalStateException("Quartz did not start: " + e.getMessage(), e);
    }
  }

  @Override
  public void ringAfter(Duration delay) {
    Trigger trigger =
        TriggerBuilder.newTrigger()
            .withIdentity(TRIGGER)
            .forJob(job)
            .startAt(Date.from(clock.instant().plus(delay)))
            .withSchedule(
                SimpleScheduleBuilder.simpleSchedule().withMisfireHandlingInstructionFireNow())
            .build();
    try {
      if (quartz.rescheduleJob(TRIGGER, trigger) == null) {
        quartz.scheduleJob(trigger);
      }
    } catch (SchedulerException e) {
      LOG.warn("The alarm in {} was not set; the sweep finds what falls due", delay, e);
    }
  }

  @Override
  public void close() {
    try {
      quartz.shutdown();
    } catch (SchedulerException e) {
      LOG.warn("Quartz did not stop cleanly", e);
    }
  }

  private static Properties settings(String name) {
    Properties settings = new Properties();
    settings.setProperty("org.quartz.scheduler.instanceName", "alarm-" + name);
    settings.setProperty("org.quartz.scheduler.skipUpdateCheck", "true");
    settings.setProperty("org.quartz.scheduler.makeSchedulerThreadDaemon", "true");
    settings.setProperty("org.quartz.threadPool.class", "org.quartz.simpl.SimpleThreadPool");
    settings.setProperty("org.quartz.threadPool.threadCount", "1");
    settings.setProperty("org.quartz.threadPool.makeThreadsDaemons", "true");
    settings.setProperty("org.quartz.jobStore.class", "org.quartz.simpl.RAMJobStore");
    return settings;
  }

  /** Made by Quartz for each ring. */
  public static final class RingJob implements Job {
    @Override
    public void execute(JobExecutionContext context) {
      try {
        if (context.getScheduler().getContext().get(RING) instanceof Runnable ring) {
          ring.run();
        }
      } catch (SchedulerException e) {
        LOG.warn("An alarm rang unheard; the sweep finds what is due", e);
      }
    }
  }
}
